package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  /** The name of an exposed store of keys and values. */
  protected abstract String store();

  private StateRequests requests() {
    return new StateRequests(baseUrl());
  }

  /** Puts at least three new entries into the store, and returns their keys once all are in. */
  protected abstract List<String> freshKeys();

  @Test
  void theStoreAndTheInstanceThatHoldsItAreFound() {
    StateRequests.Answer overview = requests().get("");

    assertThat(overview.status()).isEqualTo(OK);
    assertThat(overview.texts("stores")).contains(store());
    assertThat(overview.body().path("applications").toString()).contains(store());
  }

  @Test
  void oneEntryIsReadByItsKey() {
    String key = freshKeys().getFirst();

    StateRequests.Answer entry =
        requests().get("/" + store() + "/entries/" + StateRequests.encoded(key) + "?timeout=5000");

    assertThat(entry.status()).as(entry.toString()).isEqualTo(OK);
    assertThat(entry.body().path("key").asText()).isEqualTo(key);
    assertThat(entry.body().has("value")).isTrue();
  }

  @Test
  void severalEntriesAreReadByTheirKeysAndAbsentOnesAreLeftOut() {
    List<String> keys = freshKeys();
    String query =
        keys.stream()
            .map(key -> "key=" + StateRequests.encoded(key))
            .collect(Collectors.joining("&"));

    StateRequests.Answer entries =
        requests().get("/" + store() + "?" + query + "&key=absent-" + keys.getFirst());

    assertThat(entries.keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void allEntriesAreReadPageByPageEachOnce() {
    List<String> fresh = freshKeys();
    List<String> seen = new ArrayList<>();
    StateRequests.Answer page =
        requests().get("/" + store() + "?limit=2&keysOnly=true&timeout=5000");
    while (true) {
      assertThat(page.status()).as(page.toString()).isEqualTo(OK);
      assertThat(page.body().path("items").findValues("value")).isEmpty();
      seen.addAll(page.keys());
      assertThat(seen).doesNotHaveDuplicates();
      if (!page.body().has("next")) {
        break;
      }
      String after = StateRequests.encoded(page.body().path("next").asText());
      page = requests().get("/" + store() + "?limit=2&keysOnly=true&timeout=5000&after=" + after);
    }

    assertThat(seen).containsAll(fresh).isSorted();
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhatIsAskedWronglyIsRefused() {
    assertThat(requests().get("/no-such-store").status()).isEqualTo(NOT_FOUND);
    assertThat(requests().get("/" + store() + "/windows").status()).isEqualTo(NOT_FOUND);
    assertThat(requests().get("/" + store() + "/entries/absent-entry?timeout=5000").status())
        .isEqualTo(NOT_FOUND);
    assertThat(requests().get("/" + store() + "?limit=0").status()).isEqualTo(BAD_REQUEST);
    assertThat(requests().get("/" + store() + "?limit=1001").status()).isEqualTo(BAD_REQUEST);
    assertThat(requests().get("/" + store() + "?limit=many").status()).isEqualTo(BAD_REQUEST);
    assertThat(requests().get("/" + store() + "?timeout=-1").status()).isEqualTo(BAD_REQUEST);
  }
}
