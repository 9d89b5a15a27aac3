package waybill.auditor;

/**
 * An order that is known to wait for a person; it is not judged before it goes on.
 *
 * @param service where it waits
 * @param why in a sentence
 */
public record Blocked(String order, String service, String why) {}
