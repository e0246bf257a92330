//! A browser: it keeps the cookie and reads forms.

use crate::instance::{Answer, Instance};

/// One person's browser.
pub(crate) struct Browser {
    pub(crate) instance: Instance,
    pub(crate) cookie: String,
}

impl Browser {
    pub(crate) fn new(instance: &Instance) -> Self {
        Self {
            instance: instance.clone(),
            cookie: String::new(),
        }
    }

    /// A browser whose person has signed in.
    pub(crate) async fn signed_in(instance: &Instance, user: &str) -> Self {
        let mut browser = Self::new(instance);
        let answer = browser.sign_in(user, "snowline", "/").await;
        assert_eq!(answer.location(), "/");
        browser
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let cookie = self.cookie.clone();
        let answer = self.instance.get(path, &[("cookie", &cookie)]).await;
        self.keep(&answer);
        answer
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let cookie = self.cookie.clone();
        let headers = [("cookie", &*cookie)];
        let answer = self.instance.post_form(path, &headers, form).await;
        self.keep(&answer);
        answer
    }

    /// Opens the sign-in page, fills it in and sends it.
    pub(crate) async fn sign_in(&mut self, user: &str, password: &str, back: &str) -> Answer {
        let page = self.get("/login.do").await;
        let token = field(&page.body, "sysparm_ck");
        let form = [
            ("sysparm_ck", &*token),
            ("uri", back),
            ("user_name", user),
            ("user_password", password),
        ];
        self.post("/login.do", &form).await
    }

    /// Opens the consent page and presses a button.
    pub(crate) async fn decide(&mut self, address: &str, decision: &str) -> Answer {
        let page = self.get(address).await;
        let mut form = fields(&page.body);
        form.push(("decision".to_owned(), decision.to_owned()));
        let form: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post("/oauth_auth.do", &form).await
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let cookie = cookie.split(';').next().unwrap();
            let (name, _) = cookie.split_once('=').unwrap();
            let mut jar: Vec<_> = self.cookie.split("; ").collect();
            jar.retain(|has| !has.is_empty() && has.split_once('=').unwrap().0 != name);
            jar.push(cookie);
            self.cookie = jar.join("; ");
        }
    }
}

/// The hidden fields of a page's form.
pub(crate) fn fields(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input type=\"hidden\" ").skip(1);
    inputs
        .map(|input| (attribute(input, "name"), attribute(input, "value")))
        .collect()
}

#[track_caller]
pub(crate) fn field(html: &str, name: &str) -> String {
    let mut fields = fields(html).into_iter();
    fields.find(|(has, _)| has == name).unwrap().1
}

pub(crate) fn attribute(tag: &str, name: &str) -> String {
    let (_, rest) = tag.split_once(&format!("{name}=\"")).unwrap();
    let (value, _) = rest.split_once('"').unwrap();
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
