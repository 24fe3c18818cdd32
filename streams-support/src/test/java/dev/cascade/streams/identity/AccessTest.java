package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.identity.Access.Grant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final Access ACCESS =
      Access.of(
          """
          # A remark.
          GET    /v1/things        guest:own keeper watcher
          GET    /v1/things/{id}   guest:own keeper watcher

          DELETE /v1/things/{id}   keeper
          GET    /v1/me            anybody
          """);

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/things, guest, OWN",
    "GET, /v1/things, keeper, ALL",
    "GET, /v1/things, 'guest,watcher', ALL",
    "GET, /v1/things, stranger, NONE",
    "GET, /v1/things, '', NONE",
    "GET, /v1/things, GUEST, NONE",
    "HEAD, /v1/things, guest, OWN",
    "POST, /v1/things, keeper, NONE",
    "DELETE, /v1/things/{id}, keeper, ALL",
    "DELETE, /v1/things/{id}, 'guest,watcher', NONE",
    "GET, /v1/things/, keeper, NONE",
    "GET, /v1/other, keeper, NONE",
    "GET, /v1/me, '', ALL",
    "GET, /v1/things, anybody, NONE",
  })
  void theBestOfTheRolesCountsAndWhatIsNotListedIsNobodys(
      String method, String path, String roles, Grant grant) {
    Set<String> his = roles.isEmpty() ? Set.of() : Set.of(roles.split(","));

    assertThat(ACCESS.grant(method, path, his)).isEqualTo(grant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/things",
        "GRAB /v1/things keeper",
        "GET v1/things keeper",
        "GET /v1/things Keeper",
        "GET /v1/things keeper:all",
        "GET /v1/things keeper keeper:own",
        "GET /v1/things keeper\nGET /v1/things guest"
      })
  void aTableThatIsNotClearIsRefused(String table) {
    assertThatThrownBy(() -> Access.of(table)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoTablesMustNotSpeakOfOneRoute() {
    assertThatThrownBy(() -> ACCESS.and(Access.of("GET /v1/me keeper")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET /v1/me");
    assertThat(ACCESS.and(Access.SHARED).routes()).contains("GET /v1/things", "GET /v1/lineage");
  }
}
