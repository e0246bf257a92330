// What a value is when a column takes it.
function stored(value) {
    if (value === null || value === undefined) return "";
    if (value instanceof GlideDateTime) return value.getValue();
    if (value instanceof Date) return new GlideDateTime(value).getValue();
    return String(value);
}

// The words of a message with what stands for {0}, {1} and so on.
function filled(message, args) {
    let text = String(message);
    for (let at = 0; at < args.length; at++) text = text.split("{" + at + "}").join(String(args[at]));
    return text;
}

function call(operation, args) {
    const answer = JSON_parse(host(operation, JSON_stringify(args || {})));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
}

const tables = {};
function table_named(name) {
    if (!own(tables, name)) tables[name] = call("table", { table: name });
    return tables[name];
}

function own(object, name) {
    return has_own.call(object, name);
}
