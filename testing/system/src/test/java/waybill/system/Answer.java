package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the server answered: asserted with the whole answer in the message. */
record Answer(int status, HttpHeaders headers, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Fails the test, showing the answer, unless it has this status. */
    Answer expect(int wanted) {
        assertThat(status).as("status of %s", this).isEqualTo(wanted);
        return this;
    }

    /** Fails the test, showing the answer, unless it is this problem. */
    Answer expectProblem(int wanted, String slug) {
        expect(wanted);
        assertThat(header("Content-Type")).as("%s", this).startsWith("application/problem+json");
        assertThat(member("/type")).as("%s", this).endsWith("/problems/" + slug);
        return this;
    }

    /** The body as JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + this, e);
        }
    }

    /** The text at a JSON pointer, empty if there is none. */
    String member(String pointer) {
        return json().at(pointer).asText();
    }

    /** The texts of one member of every element of the array at a pointer. */
    List<String> members(String array, String name) {
        return StreamSupport.stream(json().at(array).spliterator(), false)
                .map(element -> element.path(name).asText())
                .toList();
    }

    /** A header's first value, empty if it is not there. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
