package waybill.order.service.persons;

/** What is sealed cannot be opened, although its key is there: it was sealed otherwise, or is not what it was. */
public final class BrokenSeal extends IllegalStateException {
    BrokenSeal(String why) {
        super("a seal is broken: " + why);
    }
}
