//! Short names for what the module takes from JavaScript, and gives to it unasked.
//!
//! wasm-bindgen calls an import after what it does and sixteen digits of a hash, and what calls a
//! closure by the name that the linker knows. Only the two files that it writes read those names,
//! and nothing compresses a hash: the digits of some two hundred imports, in both files, weigh
//! 5 KiB. So do, a little, the comments in the script.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const PREFIX: &str = "__wbg_";
const HASH_DIGITS: usize = 16;
/// What the names of functions in Rust begin with, as the linker knows them.
const MANGLED: [&str; 2] = ["_R", "_ZN"];
/// The IDs of the sections with the imports and the exports, and the kind of import that is a
/// function.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const FUNCTION: u8 = 0;

/// The new names by the old ones.
type Names = BTreeMap<String, String>;

/// Shortens the names in the folder's script and module alike.
pub(crate) fn shorten(folder: &Path) -> Result<()> {
    let (script, module) = (folder.join("snowline.js"), folder.join("snowline_bg.wasm"));
    let text = fs::read_to_string(&script).context("snowline.js")?;
    let bytes = fs::read(&module).context("snowline_bg.wasm")?;
    let names = short_names(&text);
    let renamed = rename(&bytes, &names).context("the module's imports are unreadable")?;
    // wasm-bindgen's types name the raw exports, too.
    let types = folder.join("snowline.d.ts");
    if let Ok(text) = fs::read_to_string(&types) {
        fs::write(&types, rename_words(&text, &names))?;
    }
    fs::write(&script, terse(&rename_words(&text, &names)))?;
    fs::write(&module, renamed)?;
    Ok(())
}

/// A short name for each name with a hash or of Rust's, in their order.
fn short_names(script: &str) -> Names {
    let mut names = Names::new();
    for word in words(script).filter(|word| has_hash(word) || is_mangled(word)) {
        let short = format!("_{}", names.len());
        names.entry(word.to_owned()).or_insert(short);
    }
    names
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c: char| !is_of_word(c))
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

fn has_hash(word: &str) -> bool {
    let hash = word
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.rsplit_once('_'));
    hash.is_some_and(|(_, hash)| {
        hash.len() == HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

fn is_mangled(word: &str) -> bool {
    MANGLED.iter().any(|start| word.starts_with(start))
}

fn rename_words(script: &str, names: &Names) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let other = more.find(is_of_word).unwrap_or(more.len());
        let (between, more) = more.split_at(other);
        out.push_str(between);
        rest = more;
    }
    out
}

/// The script without its comments and indentation. Those of wasm-bindgen have their own lines.
fn terse(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// The module with other names for its imports and exports. `None` when it is no module, or imports what
/// wasm-bindgen does not.
fn rename(module: &[u8], names: &Names) -> Option<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(8)?;
    let mut out = header.to_vec();
    while let Some((id, more)) = rest.split_first() {
        let (length, more) = number(more)?;
        let (section, more) = more.split_at_checked(length)?;
        let section = match *id {
            IMPORTS => rename_imports(section, names)?,
            EXPORTS => rename_exports(section, names)?,
            _ => section.to_vec(),
        };
        out.push(*id);
        push_text(&mut out, &section);
        rest = more;
    }
    Some(out)
}

fn rename_imports(section: &[u8], names: &Names) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for _ in 0..count {
        let (from, more) = text(rest)?;
        let (name, more) = text(more)?;
        let (&FUNCTION, more) = more.split_first()? else {
            return None;
        };
        let (signature, more) = number(more)?;
        let name = std::str::from_utf8(name).ok()?;
        let name = names.get(name).map_or(name, String::as_str);
        push_text(&mut out, from);
        push_text(&mut out, name.as_bytes());
        out.push(FUNCTION);
        push_number(&mut out, signature);
        rest = more;
    }
    rest.is_empty().then_some(out)
}

fn rename_exports(section: &[u8], names: &Names) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for _ in 0..count {
        let (name, more) = text(rest)?;
        let (&kind, more) = more.split_first()?;
        let (index, more) = number(more)?;
        let name = std::str::from_utf8(name).ok()?;
        push_text(
            &mut out,
            names.get(name).map_or(name, String::as_str).as_bytes(),
        );
        out.push(kind);
        push_number(&mut out, index);
        rest = more;
    }
    rest.is_empty().then_some(out)
}

/// A number as WebAssembly writes it, LEB128, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[place + 1..]));
        }
    }
    None
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}

fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    push_number(out, text.len());
    out.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "__wbg_getItem_b96269ddc16cf24a";

    fn module(name: &str) -> Vec<u8> {
        let mut section = vec![1];
        push_text(&mut section, b"./snowline_bg.js");
        push_text(&mut section, name.as_bytes());
        section.extend([FUNCTION, 7]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let mut exports = vec![1];
        push_text(&mut exports, name.as_bytes());
        exports.extend([FUNCTION, 3]);
        // A section before them and one between them stay as they are.
        for (id, content) in [
            (1, vec![9; 200]),
            (IMPORTS, section),
            (3, vec![0]),
            (EXPORTS, exports),
        ] {
            module.push(id);
            push_text(&mut module, &content);
        }
        module
    }

    #[test]
    fn the_script_and_the_module_get_the_same_short_name() {
        let script = format!("        {OLD}: function() {{ return free(\"{OLD}\"); }},\n");
        let names = short_names(&script);
        assert_eq!(
            rename_words(&script, &names),
            "        _0: function() { return free(\"_0\"); },\n"
        );
        assert_eq!(rename(&module(OLD), &names), Some(module("_0")));
    }

    #[test]
    fn names_of_the_linker_are_shortened() {
        let script = "wasm._RINvNtC3a_6invoke(a, b); wasm._ZN3abc17h0123456789abcdefE();";
        let names = short_names(script);
        assert_eq!(rename_words(script, &names), "wasm._0(a, b); wasm._1();");
    }

    #[test]
    fn only_names_with_a_hash_are_shortened() {
        for kept in [
            "__wbg_snowlinehandle_free",
            "__wbg_ptr",
            "__wbindgen_throw",
            "getItem_b96269ddc16cf24a",
            "__wbg_getItem_b96269ddc16cf24a_more",
        ] {
            assert_eq!(short_names(kept), Names::new(), "{kept}");
        }
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let module = module(OLD);
        for length in [0, 7, 9, 30, module.len() - 1] {
            assert_eq!(rename(&module[..length], &Names::new()), None, "{length}");
        }
    }

    #[test]
    fn comments_and_indentation_go() {
        let script = "/**\n * Draws.\n */\nexport function mount() {\n    // why\n    f();\n\n}\n";
        assert_eq!(terse(script), "export function mount() {\nf();\n}\n");
    }
}
