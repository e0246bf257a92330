// Records of a table: asked for, gone through, made, changed and deleted.
function GlideRecord(table) {
    const record = { table: String(table), definition: table_named(String(table)) };
    forget(record);
    record.workflow = true;
    record.stamps = true;
    record.last_error = "";
    const proxy = new Proxy_(this, fields);
    state_of.set(this, record);
    state_of.set(proxy, record);
    return proxy;
}

// Neither a record nor a question.
function forget(record) {
    record.stored = {};
    record.values = {};
    record.secrets = {};
    record.is_there = false;
    record.is_new = false;
    record.where = [];
    record.order = [];
    record.limit = null;
    record.window = null;
    record.found = null;
    record.at = 0;
    record.ahead = null;
}

function take(record, row) {
    record.stored = row;
    record.values = {};
    record.secrets = {};
    record.is_there = true;
    record.is_new = false;
}

function raw(record, name) {
    return own(record.values, name) ? record.values[name] : record.stored[name] || "";
}

// getValue() tells nothing for an empty column, and 1 or 0 for a truth.
function read_value(record, name) {
    if (record.definition === null || !own(record.definition.columns, name)) return null;
    const value = raw(record, name);
    if (value === "") return null;
    if (record.definition.columns[name].kind === "boolean") return value === "true" ? "1" : "0";
    return value;
}

function write_value(record, name, value) {
    if (record.definition === null || !own(record.definition.columns, name)) return;
    const column = record.definition.columns[name];
    if (column.kind === "boolean") value = value === "true" || value === "1" ? "true" : "false";
    delete record.secrets[name];
    record.values[name] = value;
}

function shown(record, name) {
    if (record.definition === null || !own(record.definition.columns, name)) return null;
    return call("shown", { table: record.table, column: name, value: raw(record, name) });
}

function write_shown(record, name, value) {
    if (record.definition === null || !own(record.definition.columns, name)) return;
    if (record.definition.columns[name].kind === "password") {
        delete record.values[name];
        record.secrets[name] = value;
        return;
    }
    write_value(record, name, call("meant", { table: record.table, column: name, value: value }));
}

// Writes what has changed, and takes the record as it then is.
function save(record, operation, sys_id, values) {
    if (record.definition === null) return null;
    const secrets = record.secrets;
    const answer = call(operation, {
        table: record.table,
        sys_id: sys_id,
        values: values,
        secrets: secrets,
        workflow: record.workflow,
        stamps: record.stamps,
    });
    record.last_error = answer.refused || "";
    if (answer.row === undefined) return null;
    take(record, answer.row);
    return answer.row.sys_id;
}

// One condition more, and the object by which it gets alternatives.
function add_condition(record, args) {
    const name = String(args[0]);
    if (args.length === 1) {
        record.where.push({ encoded: name });
        return new GlideQueryCondition(record, []);
    }
    const any = [term(name, args)];
    record.where.push({ any: any });
    return new GlideQueryCondition(record, any);
}

function term(name, args) {
    const operator = args.length > 2 ? String(args[1]) : "=";
    const value = args[args.length - 1];
    return { field: name, operator: operator, value: is_array(value) ? value.join(",") : stored(value) };
}

function GlideQueryCondition(record, any) {
    this.record = record;
    this.any = any;
}

GlideQueryCondition.prototype = {
    constructor: GlideQueryCondition,
    addOrCondition(name) {
        this.any.push(term(String(name), arguments));
        return this;
    },
    addCondition() {
        return add_condition(this.record, arguments);
    },
};

const methods = {
    initialize() {
        forget(state_of.get(this));
    },
    newRecord() {
        const record = state_of.get(this);
        forget(record);
        if (record.definition === null) return;
        record.is_new = true;
        for (const name in record.definition.columns) {
            const value = record.definition.columns[name].default;
            if (value !== "") record.values[name] = value;
        }
        record.values.sys_id = call("guid");
    },
    setNewGuidValue(sys_id) {
        state_of.get(this).values.sys_id = String(sys_id);
    },
    setNewGuid() {
        state_of.get(this).values.sys_id = call("guid");
    },
    isValid() {
        return state_of.get(this).definition !== null;
    },
    isValidRecord() {
        return state_of.get(this).is_there;
    },
    isNewRecord() {
        return !state_of.get(this).is_there;
    },
    isValidField(name) {
        const definition = state_of.get(this).definition;
        return definition !== null && own(definition.columns, String(name));
    },
    getTableName() {
        return state_of.get(this).table;
    },
    getRecordClassName() {
        const record = state_of.get(this);
        return raw(record, "sys_class_name") || record.table;
    },
    getClassDisplayValue() {
        const definition = state_of.get(this).definition;
        return definition === null ? null : definition.label;
    },
    getUniqueValue() {
        return raw(state_of.get(this), "sys_id") || null;
    },
    getLastErrorMessage() {
        return state_of.get(this).last_error;
    },
    addQuery() {
        return add_condition(state_of.get(this), arguments);
    },
    addEncodedQuery(query) {
        state_of.get(this).where.push({ encoded: String(query) });
    },
    addActiveQuery() {
        return add_condition(state_of.get(this), ["active", "true"]);
    },
    addNullQuery(name) {
        return add_condition(state_of.get(this), [name, "ISEMPTY", ""]);
    },
    addNotNullQuery(name) {
        return add_condition(state_of.get(this), [name, "ISNOTEMPTY", ""]);
    },
    orderBy(name) {
        state_of.get(this).order.push([String(name), false]);
    },
    orderByDesc(name) {
        state_of.get(this).order.push([String(name), true]);
    },
    setLimit(count) {
        state_of.get(this).limit = Math.max(0, Math.floor(Number(count)) || 0);
    },
    chooseWindow(first, last) {
        state_of.get(this).window = [Math.floor(Number(first)) || 0, Math.floor(Number(last)) || 0];
    },
    query() {
        const record = state_of.get(this);
        if (arguments.length > 1) add_condition(record, arguments);
        record.is_there = false;
        record.at = 0;
        record.ahead = null;
        record.found = record.definition === null ? { handle: -1, count: 0 } : call("query", {
            table: record.table,
            where: record.where,
            order: record.order,
            limit: record.limit,
            window: record.window,
        });
    },
    hasNext() {
        const record = state_of.get(this);
        while (record.found !== null && record.ahead === null && record.at < record.found.count) {
            record.ahead = call("row", { handle: record.found.handle, at: record.at, table: record.table });
            record.at++;
        }
        return record.ahead !== null;
    },
    next() {
        const record = state_of.get(this);
        if (!methods.hasNext.call(this)) {
            record.is_there = false;
            return false;
        }
        take(record, record.ahead);
        record.ahead = null;
        return true;
    },
    getRowCount() {
        const found = state_of.get(this).found;
        return found === null ? 0 : found.count;
    },
    get(name, value) {
        const record = state_of.get(this);
        forget(record);
        if (record.definition === null) return false;
        if (arguments.length > 1) {
            add_condition(record, [name, value]);
        } else {
            const row = call("get", { table: record.table, sys_id: stored(name) });
            if (row !== null) {
                take(record, row);
                return true;
            }
            if (!own(record.definition.columns, record.definition.display)) return false;
            add_condition(record, [record.definition.display, name]);
        }
        record.limit = 1;
        methods.query.call(this);
        return methods.next.call(this);
    },
    getValue(name) {
        return read_value(state_of.get(this), String(name));
    },
    setValue(name, value) {
        write_value(state_of.get(this), String(name), stored(value));
    },
    getDisplayValue(name) {
        const record = state_of.get(this);
        if (record.definition === null) return null;
        return shown(record, name === undefined ? record.definition.display : String(name));
    },
    setDisplayValue(name, value) {
        write_shown(state_of.get(this), String(name), stored(value));
    },
    getElement(name) {
        return methods.isValidField.call(this, name) ? element_of(state_of.get(this), String(name)) : null;
    },
    setWorkflow(is_on) {
        state_of.get(this).workflow = Boolean(is_on);
    },
    autoSysFields(is_on) {
        state_of.get(this).stamps = Boolean(is_on);
    },
    insert() {
        const record = state_of.get(this);
        const values = {};
        // A record that is there already is made again, as another.
        if (record.is_there) {
            for (const name in record.stored) if (name.slice(0, 4) !== "sys_") values[name] = record.stored[name];
        }
        for (const name in record.values) values[name] = record.values[name];
        return save(record, "insert", values.sys_id || "", values);
    },
    update() {
        const record = state_of.get(this);
        if (!record.is_there) return methods.insert.call(this);
        return save(record, "update", record.stored.sys_id, record.values);
    },
    updateMultiple() {
        const record = state_of.get(this);
        const values = record.values;
        methods.query.call(this);
        while (methods.next.call(this)) {
            for (const name in values) record.values[name] = values[name];
            methods.update.call(this);
        }
    },
    deleteRecord() {
        const record = state_of.get(this);
        if (!record.is_there) return false;
        const answer = call("delete", { table: record.table, sys_id: record.stored.sys_id });
        record.last_error = answer.refused || "";
        record.is_there = answer.refused !== undefined;
        return answer.refused === undefined;
    },
    deleteMultiple() {
        methods.query.call(this);
        while (methods.next.call(this)) methods.deleteRecord.call(this);
    },
};
methods.setUseEngines = methods.setWorkflow;
methods._query = methods.query;
methods._next = methods.next;
for (const right of ["canRead", "canWrite", "canCreate", "canDelete"]) {
    methods[right] = function () {
        return true;
    };
}
for (const name in methods) GlideRecord.prototype[name] = methods[name];

// Columns are properties, except those that are called as a method is.
const fields = {
    get(target, name, receiver) {
        if (typeof name === "symbol" || name in target) return reflect_get(target, name, receiver);
        const record = state_of.get(target);
        if (record.definition === null || !own(record.definition.columns, name)) return undefined;
        return element_of(record, name);
    },
    set(target, name, value) {
        if (own(methods, name)) throw new TypeError('Java method "' + name + '" cannot be assigned to.');
        write_value(state_of.get(target), name, stored(value));
        return true;
    },
    has(target, name) {
        const definition = state_of.get(target).definition;
        return name in target || (definition !== null && own(definition.columns, name));
    },
};
