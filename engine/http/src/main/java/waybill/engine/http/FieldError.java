package waybill.engine.http;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer into the body; {@code /query/…}, {@code /path/…} and {@code /headers/…} for the rest
 * @param code UPPER_SNAKE, for programs
 * @param message a sentence without its subject: {@code must be a whole number between 1 and 10}
 */
public record FieldError(String pointer, String code, String message) {}
