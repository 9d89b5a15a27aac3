package waybill.auditor;

/** The databases of the three services. */
public record Databases(Place order, Place inventory, Place payment) {}
