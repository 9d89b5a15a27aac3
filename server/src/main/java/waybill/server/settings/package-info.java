/** What can be set: every key with its default and its meaning, read from a file and the environment. */
@NullMarked
package waybill.server.settings;

import org.jspecify.annotations.NullMarked;
