package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every service does with a windowed store that it exposes under {@code /v1/state}: its
 * windows are read by a range of time, of one key or of all, page by page, the oldest first.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class WindowedStateContract {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final String PATIENT = "&timeout=5000";

  private record Window(Instant start, String key) {
    static Window of(JsonNode item) {
      return new Window(
          Instant.parse(item.path("windowStart").asText()), item.path("key").asText());
    }
  }

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  /** The name of an exposed windowed store. */
  protected abstract String store();

  /**
   * Sees to it that at least three windows that started within the last hour are in the store, and
   * that it does not change until the test is over.
   */
  protected abstract void fill();

  @Test
  void windowsOfARangeAreReadTheOldestFirst() {
    fill();

    StateRequests.Answer lastHour = get("?limit=1000" + PATIENT);

    assertThat(lastHour.status()).as(lastHour.toString()).isEqualTo(OK);
    List<Window> windows = windows(lastHour);
    assertThat(windows).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(windows)
        .isSortedAccordingTo(Comparator.comparing(Window::start).thenComparing(Window::key));
    assertThat(lastHour.body().path("items").get(0).has("value")).isTrue();
  }

  @Test
  void onlyWindowsThatStartInTheRangeAreRead() {
    fill();
    List<Window> all = windows(get("?limit=1000" + PATIENT));
    Instant first = all.getFirst().start();

    StateRequests.Answer before =
        get("?from=" + first.minusSeconds(7200) + "&to=" + first.minusMillis(1) + PATIENT);
    StateRequests.Answer exactly = get("?limit=1000&from=" + first + "&to=" + first + PATIENT);

    assertThat(windows(before)).isEmpty();
    assertThat(windows(exactly))
        .containsExactlyElementsOf(all.stream().filter(it -> it.start().equals(first)).toList());
  }

  @Test
  void theWindowsOfOneKeyAreRead() {
    fill();
    List<Window> all = windows(get("?limit=1000" + PATIENT));

    for (String key : all.stream().map(Window::key).distinct().toList()) {
      StateRequests.Answer own = get("?limit=1000&key=" + StateRequests.encoded(key) + PATIENT);
      assertThat(windows(own))
          .containsExactlyElementsOf(all.stream().filter(it -> it.key().equals(key)).toList());
    }
  }

  @Test
  void allWindowsAreReadPageByPageEachOnce() {
    fill();
    List<Window> all = windows(get("?limit=1000" + PATIENT));
    List<Window> seen = new ArrayList<>();
    StateRequests.Answer page = get("?limit=2" + PATIENT);
    while (!windows(page).isEmpty()) {
      seen.addAll(windows(page));
      assertThat(seen).doesNotHaveDuplicates();
      if (!page.body().has("next")) {
        break;
      }
      String after = StateRequests.encoded(page.body().path("next").asText());
      page = get("?limit=2&after=" + after + PATIENT);
    }

    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhatIsAskedWronglyIsRefused() {
    StateRequests requests = new StateRequests(baseUrl());
    assertThat(requests.get("/no-such-store/windows").status()).isEqualTo(NOT_FOUND);
    assertThat(requests.get("/" + store()).status()).isEqualTo(NOT_FOUND);
    assertThat(requests.get("/" + store() + "/entries/any").status()).isEqualTo(NOT_FOUND);
    for (String wrong :
        List.of(
            "limit=0",
            "limit=1001",
            "timeout=-1",
            "from=yesterday",
            "to=%2B999999999-01-01T00:00:00Z",
            "from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z",
            "after=nowhere")) {
      assertThat(get("?" + wrong).status()).as(wrong).isEqualTo(BAD_REQUEST);
    }
  }

  private StateRequests.Answer get(String query) {
    return new StateRequests(baseUrl()).get("/" + store() + "/windows" + query);
  }

  private static List<Window> windows(StateRequests.Answer answer) {
    List<Window> windows = new ArrayList<>();
    answer.body().path("items").forEach(it -> windows.add(Window.of(it)));
    return windows;
  }
}
