/** The routes that every process has: health, metrics, the contract, its documentation, the problem pages. */
@NullMarked
package waybill.engine.http.pages;

import org.jspecify.annotations.NullMarked;
