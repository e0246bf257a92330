//! Microsoft's wording made uniform: the same thing comes in several spellings.

use super::{Rating, Status};
use crate::task::Category;

/// `Device`, `Identity` …; Graph writes the singular, older answers the plural.
pub(super) fn category(label: &str) -> Option<Category> {
    Some(match label.to_ascii_lowercase().as_str() {
        "device" | "devices" => Category::Devices,
        "data" => Category::Data,
        "app" | "apps" => Category::Apps,
        "identity" => Category::Identity,
        "infrastructure" => Category::Infrastructure,
        _ => return None,
    })
}

/// `low`, `Moderate`, `medium`, `High`; `Unknown` and nothing at all are no rating.
pub(super) fn rating(text: &str) -> Rating {
    match text.to_ascii_lowercase().as_str() {
        "low" => Rating::Low,
        "medium" | "moderate" => Rating::Moderate,
        "high" => Rating::High,
        _ => Rating::NotRated,
    }
}

/// A profile's state. `Reviewed` is Graph's word for what the portal calls planned; the set is
/// open, and a state that is not known decides nothing.
pub(super) fn status(state: &str) -> Status {
    match state.to_ascii_lowercase().as_str() {
        "planned" | "reviewed" => Status::Planned,
        "ignored" | "riskaccepted" => Status::RiskAccepted,
        "thirdparty" => Status::ThirdParty,
        "alternatemitigation" => Status::AlternateMitigation,
        _ => Status::ToAddress,
    }
}

/// `Account Breach` and `Account breach` both as the latter; abbreviations stay.
pub(super) fn sentence_case(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut sentence = words.next().unwrap_or_default().to_owned();
    for word in words {
        sentence.push(' ');
        if word.chars().skip(1).any(|c| c.is_ascii_uppercase()) {
            sentence.push_str(word);
        } else {
            sentence.push_str(&word.to_ascii_lowercase());
        }
    }
    sentence
}

/// The product behind one of Graph's abbreviations.
pub(super) fn service(code: &str) -> &str {
    match code.to_ascii_uppercase().as_str() {
        "AAD" | "AZUREAD" => "Microsoft Entra ID",
        "EXO" => "Exchange Online",
        "SPO" => "SharePoint Online",
        "MDO" => "Microsoft Defender for Office 365",
        "MDE" | "MDATP" => "Microsoft Defender for Endpoint",
        "MDI" | "AATP" | "AZURE ATP" => "Microsoft Defender for Identity",
        "MDA" | "MCAS" => "Microsoft Defender for Cloud Apps",
        "MIP" => "Microsoft Purview Information Protection",
        "INTUNE" => "Microsoft Intune",
        "TEAMS" => "Microsoft Teams",
        _ => code,
    }
}
