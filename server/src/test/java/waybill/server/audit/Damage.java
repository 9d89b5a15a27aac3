package waybill.server.audit;

import waybill.auditor.Check;

/**
 * Something that somebody does to a database past Waybill, and what the auditor must say.
 *
 * @param service whose database
 * @param sql with {story} for the order of a story
 * @param subject what the finding is about, with {story} too
 * @param advice what it must recommend, or a part of it
 */
record Damage(String name, Check check, String service, String sql, String subject, String advice) {
    /** Changes the text of the data of some events. */
    static String rewrite(String from, String to, String where) {
        return "UPDATE events SET data = convert_to(replace(convert_from(data, 'UTF8'), '%s', '%s'), 'UTF8') WHERE %s"
                .formatted(from, to, where);
    }

    /** Lets an event of an order's stream be another one. */
    static String retype(String stream, String from, String to) {
        return "UPDATE events SET type = '%s' WHERE stream = '%s' AND type = '%s'".formatted(to, stream, from);
    }

    @Override
    public String toString() {
        return check + ": " + name;
    }
}
