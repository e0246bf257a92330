//! Codes and tokens: nothing but chance.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::store::{Error, Result};

/// 86 letters, as in ServiceNow's own samples.
pub(crate) fn secret() -> Result<String> {
    let mut bytes = [0; 64];
    getrandom::fill(&mut bytes).map_err(|_| Error::Random)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
