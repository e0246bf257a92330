//! The languages that Snowline speaks.

use snowline_core::ports::{Ports, Store};

use crate::browser::{Browser, intl};

/// The key in `localStorage` of the chosen language.
const KEY: &str = "snowline.language";

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English
    English,
    /// Korean
    Korean,
    /// Swedish
    Swedish,
    /// Simplified Chinese
    SimplifiedChinese,
}

impl Language {
    /// All of them, in the order of the language switch.
    pub const ALL: [Self; 4] = [
        Self::English,
        Self::Korean,
        Self::Swedish,
        Self::SimplifiedChinese,
    ];

    /// The BCP 47 tag: the `lang` attribute, Intl's locale and the message file's name.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
            Self::Swedish => "sv",
            Self::SimplifiedChinese => "zh-Hans",
        }
    }

    /// Its name in itself, for the language switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
            Self::Swedish => "Svenska",
            Self::SimplifiedChinese => "简体中文",
        }
    }

    /// The language for a BCP 47 tag, whatever its region or script: `ko-KR`, `zh-CN`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let own = |language: Self| primary(language.tag());
        Self::ALL
            .into_iter()
            .find(|language| own(*language).eq_ignore_ascii_case(primary(tag)))
    }

    /// The language that the person chose last, else the first of the browser's languages that
    /// Snowline speaks, else English.
    #[must_use]
    pub fn preferred() -> Self {
        let chosen = Browser::new().local_store().get(KEY);
        chosen
            .and_then(|tag| Self::from_tag(&tag))
            .unwrap_or_else(Self::of_browser)
    }

    /// Remembers that the person chose this language.
    pub fn remember(self) {
        Browser::new().local_store().set(KEY, self.tag());
    }

    fn of_browser() -> Self {
        for tag in intl::preferred_languages() {
            if let Some(known) = Self::from_tag(&tag) {
                return known;
            }
        }
        Self::English
    }
}

/// The first part of a tag: the language without its region and script.
fn primary(tag: &str) -> &[u8] {
    let is_of_word = |byte: &u8| byte.is_ascii_alphabetic();
    let tag = tag.as_bytes();
    let end = tag.iter().position(|byte| !is_of_word(byte));
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}
