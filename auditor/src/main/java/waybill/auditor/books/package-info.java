/** What stands in the three databases, read as it is at one moment and never changed. SQL is spoken here only. */
@NullMarked
package waybill.auditor.books;

import org.jspecify.annotations.NullMarked;
