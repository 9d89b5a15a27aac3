/** Plots as SVG that stands on its own: no script, no font and no color but those of the page around it. */
@NullMarked
package waybill.bench.report.plots;

import org.jspecify.annotations.NullMarked;
