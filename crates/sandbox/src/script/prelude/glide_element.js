// One column of a record, which goes on to be that of whatever record the
// GlideRecord comes to next.
function GlideElement(record, name) {
    this.record = record;
    this.column = name;
}

GlideElement.prototype = {
    constructor: GlideElement,
    getName() {
        return this.column;
    },
    getTableName() {
        return this.record.table;
    },
    getValue() {
        return read_value(this.record, this.column);
    },
    setValue(value) {
        write_value(this.record, this.column, stored(value));
    },
    getDisplayValue() {
        return shown(this.record, this.column);
    },
    setDisplayValue(value) {
        write_shown(this.record, this.column, stored(value));
    },
    nil() {
        return raw(this.record, this.column) === "";
    },
    changes() {
        return raw(this.record, this.column) !== (this.record.stored[this.column] || "");
    },
    getRefRecord() {
        return referred(this.record, this.column);
    },
    getReferenceTable() {
        return this.record.definition.columns[this.column].reference;
    },
    toString() {
        return raw(this.record, this.column);
    },
    toJSON() {
        return this.toString();
    },
};

// A truth compares as one, any other value as its text.
GlideElement.prototype[to_primitive] = function (hint) {
    const value = this.toString();
    if (hint !== "string" && this.record.definition.columns[this.column].kind === "boolean") return value === "true";
    return value;
};

const walking = {
    get(element, name, receiver) {
        if (typeof name === "symbol" || name in element) return reflect_get(element, name, receiver);
        const to = element.record.definition.columns[element.column].reference;
        const definition = to === "" ? null : table_named(to);
        if (definition === null || !own(definition.columns, name)) return undefined;
        return element_of(state_of.get(referred(element.record, element.column)), name);
    },
    set(element, name) {
        throw new TypeError("Cannot set the field " + name + " of a referenced record");
    },
};

function element_of(record, name) {
    return new Proxy_(new GlideElement(record, name), walking);
}

// The record that a reference points to, valid when there is one.
function referred(record, name) {
    const to = record.definition.columns[name].reference;
    const found = new GlideRecord(to === "" ? record.table : to);
    if (to !== "" && raw(record, name) !== "") found.get(raw(record, name));
    return found;
}
