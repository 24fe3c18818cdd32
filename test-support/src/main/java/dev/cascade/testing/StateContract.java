package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every service does with a store that it exposes under {@code /v1/state}: it can be found,
 * and read by one key, by several and page by page, and what is asked wrongly is refused.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class StateContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final HttpClient client = HttpClient.newHttpClient();

  private record Answer(int status, JsonNode body) {}

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  /** The name of an exposed store of keys and values. */
  protected abstract String store();

  /** Puts at least three new entries into the store, and returns their keys once all are in. */
  protected abstract List<String> freshKeys();

  @Test
  void theStoreAndTheInstanceThatHoldsItAreFound() {
    Answer overview = get("");

    assertThat(overview.status()).isEqualTo(OK);
    assertThat(texts(overview.body().path("stores"))).contains(store());
    assertThat(overview.body().path("applications").toString()).contains(store());
  }

  @Test
  void oneEntryIsReadByItsKey() {
    String key = freshKeys().getFirst();

    Answer entry = get("/" + store() + "/entries/" + encoded(key) + "?timeout=5000");

    assertThat(entry.status()).as(entry.toString()).isEqualTo(OK);
    assertThat(entry.body().path("key").asText()).isEqualTo(key);
    assertThat(entry.body().has("value")).isTrue();
  }

  @Test
  void severalEntriesAreReadByTheirKeysAndAbsentOnesAreLeftOut() {
    List<String> keys = freshKeys();
    String query = keys.stream().map(key -> "key=" + encoded(key)).collect(Collectors.joining("&"));

    Answer entries = get("/" + store() + "?" + query + "&key=absent-" + keys.getFirst());

    assertThat(keys(entries)).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void allEntriesAreReadPageByPageEachOnce() {
    List<String> fresh = freshKeys();
    List<String> seen = new ArrayList<>();
    Answer page = get("/" + store() + "?limit=2&keysOnly=true&timeout=5000");
    while (true) {
      assertThat(page.status()).as(page.toString()).isEqualTo(OK);
      assertThat(page.body().path("items").findValues("value")).isEmpty();
      seen.addAll(keys(page));
      assertThat(seen).doesNotHaveDuplicates();
      if (!page.body().has("next")) {
        break;
      }
      String after = encoded(page.body().path("next").asText());
      page = get("/" + store() + "?limit=2&keysOnly=true&timeout=5000&after=" + after);
    }

    assertThat(seen).containsAll(fresh).isSorted();
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhatIsAskedWronglyIsRefused() {
    assertThat(get("/no-such-store").status()).isEqualTo(NOT_FOUND);
    assertThat(get("/" + store() + "/windows").status()).isEqualTo(NOT_FOUND);
    assertThat(get("/" + store() + "/entries/absent-entry?timeout=5000").status())
        .isEqualTo(NOT_FOUND);
    assertThat(get("/" + store() + "?limit=0").status()).isEqualTo(BAD_REQUEST);
    assertThat(get("/" + store() + "?limit=1001").status()).isEqualTo(BAD_REQUEST);
    assertThat(get("/" + store() + "?timeout=-1").status()).isEqualTo(BAD_REQUEST);
  }

  private static List<String> keys(Answer answer) {
    List<String> keys = new ArrayList<>();
    answer.body().path("items").forEach(it -> keys.add(it.path("key").asText()));
    return keys;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private Answer get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(baseUrl() + "/v1/state" + path)).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError("No answer to " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at " + path, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
