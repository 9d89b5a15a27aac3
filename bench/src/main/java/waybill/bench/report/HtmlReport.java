package waybill.bench.report;

/** The report as a page. */
final class HtmlReport {
    private final Report report;

    HtmlReport(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        return "<pre>" + report.table() + "</pre>";
    }
}
