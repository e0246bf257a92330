// Moments, in UTC and to the second.
function GlideDateTime(value) {
    this.ms = Math.floor(Date.now() / 1000) * 1000;
    if (value instanceof GlideDateTime) this.ms = value.ms;
    else if (value instanceof Date) this.ms = value.getTime();
    else if (value !== undefined) this.setValue(value);
}

function two(number) {
    return (number < 10 ? "0" : "") + number;
}

GlideDateTime.prototype = {
    constructor: GlideDateTime,
    setValue(value) {
        if (typeof value === "number") {
            this.ms = value;
            return;
        }
        const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?/.exec(String(value));
        this.ms = parts === null ? NaN
            : Date.UTC(+parts[1], parts[2] - 1, +parts[3], +parts[4] || 0, +parts[5] || 0, +parts[6] || 0);
    },
    isValid() {
        return this.ms === this.ms;
    },
    getValue() {
        if (!this.isValid()) return "";
        const at = new Date(this.ms);
        return at.getUTCFullYear() + "-" + two(at.getUTCMonth() + 1) + "-" + two(at.getUTCDate()) + " "
            + two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()) + ":" + two(at.getUTCSeconds());
    },
    toString() {
        return this.getValue();
    },
    getDisplayValue() {
        return call("show_time", { value: this.getValue() });
    },
    getNumericValue() {
        return this.ms;
    },
    addSeconds(count) {
        this.ms += count * 1000;
    },
    add(ms) {
        this.ms += ms;
    },
    addDaysUTC(count) {
        this.ms += count * 86400000;
    },
    addDays(count) {
        this.addDaysUTC(count);
    },
    compareTo(other) {
        return this.ms < other.ms ? -1 : this.ms > other.ms ? 1 : 0;
    },
    equals(other) {
        return this.compareTo(new GlideDateTime(other)) === 0;
    },
    before(other) {
        return this.ms < other.ms;
    },
    after(other) {
        return this.ms > other.ms;
    },
};
