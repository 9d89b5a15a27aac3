package waybill.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where the goods go. Its text never shows in a log.
 *
 * @param country ISO 3166 code of two letters
 * @param state a part of the country, where its addresses have one
 */
public record Address(
        String street,
        String city,
        String zip,
        String country,
        @Nullable String state) {
    @Override
    public String toString() {
        return "Address[" + country + "]";
    }
}
