package waybill.auditor;

/**
 * Something that must not be.
 *
 * @param check the law that does not hold
 * @param service whose books show it: order, inventory or payment
 * @param subject the order, product, payment, or place in a log that it is about
 * @param what one sentence with the numbers
 * @param advice what to do; an act that is recorded, never a silent change
 */
public record Finding(Check check, String service, String subject, String what, String advice) {
    /** Whether another look found the same, whatever its numbers are by now. */
    public boolean isLike(Finding other) {
        return check == other.check && service.equals(other.service) && subject.equals(other.subject);
    }
}
