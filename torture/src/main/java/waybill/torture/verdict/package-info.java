/** What is told in the end: one page for people, the same as JSON for programs. */
@NullMarked
package waybill.torture.verdict;

import org.jspecify.annotations.NullMarked;
