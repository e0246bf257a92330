//! The keys in certificates (X.509, RFC 5280), as an administrator keeps those
//! of programs that sign assertions.

use rustls_pki_types::{CertificateDer, pem::PemObject};
use webpki::{EndEntityCert, ring::RSA_PKCS1_2048_8192_SHA256};

/// What comes before the point in the key of a certificate when it is one of
/// P-256 (RFC 5480, section 2).
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The first certificate in the text, as its bytes.
pub(super) fn read(pem: &str) -> Option<Vec<u8>> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
    EndEntityCert::try_from(&certificate).ok()?;
    Some(certificate.to_vec())
}

/// The certificate's key as an uncompressed point, if it is one of P-256.
pub(super) fn point(certificate: &[u8]) -> Option<Vec<u8>> {
    let certificate = CertificateDer::from(certificate);
    let certificate = EndEntityCert::try_from(&certificate).ok()?;
    let key = certificate.subject_public_key_info();
    let point = key.strip_prefix(&P256)?;
    (point.len() == 65).then(|| point.to_vec())
}

/// Whether the certificate's RSA key verifies the signature by `RS256`.
pub(super) fn verifies(certificate: &[u8], signed: &[u8], signature: &[u8]) -> bool {
    let certificate = CertificateDer::from(certificate);
    EndEntityCert::try_from(&certificate).is_ok_and(|certificate| {
        certificate
            .verify_signature(RSA_PKCS1_2048_8192_SHA256, signed, signature)
            .is_ok()
    })
}
