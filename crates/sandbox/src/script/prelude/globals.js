// What a script finds, which is ES5 and these.
const KEPT = (
    "Object Function Array String Boolean Number Date RegExp Error EvalError RangeError ReferenceError " +
    "SyntaxError TypeError URIError Math JSON NaN Infinity undefined parseInt parseFloat isNaN isFinite " +
    "decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval"
).split(" ");

for (const name of Object.getOwnPropertyNames(global)) {
    if (KEPT.indexOf(name) < 0) delete global[name];
}
for (const [object, names] of [
    [Object, "assign entries values is fromEntries getOwnPropertySymbols setPrototypeOf hasOwn groupBy"],
    [Array, "from of fromAsync"],
    [Array.prototype, "includes find findIndex findLast findLastIndex fill keys values entries flat flatMap copyWithin at with toSorted toReversed toSpliced"],
    [String, "raw fromCodePoint"],
    [String.prototype, "includes startsWith endsWith repeat padStart padEnd codePointAt normalize matchAll replaceAll at trimStart trimEnd isWellFormed toWellFormed"],
    [Number, "isInteger isNaN isFinite isSafeInteger parseInt parseFloat"],
]) {
    for (const name of names.split(" ")) delete object[name];
}
global.GlideRecord = GlideRecord;
global.GlideDateTime = GlideDateTime;
global.gs = gs;
