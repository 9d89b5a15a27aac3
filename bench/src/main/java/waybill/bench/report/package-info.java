/** What a run found, as one table for people and one JSON file for programs. */
@NullMarked
package waybill.bench.report;

import org.jspecify.annotations.NullMarked;
