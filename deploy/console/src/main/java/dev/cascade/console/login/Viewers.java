package dev.cascade.console.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.relay.Answer;
import dev.cascade.console.relay.Upstream;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may look. The console believes no token by itself: it asks a service what it makes of it, and
 * remembers the answer for a short while, by the token's hash.
 */
@Singleton
final class Viewers {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 1_000;
  private static final int OK = 200;

  /** What a token can consist of; anything else is sent nowhere. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]{1,8000}");

  /** The pages show everything of everybody. */
  private static final List<String> SEE_EVERYTHING = List.of("operator", "auditor");

  private final Upstream upstream;
  private final List<String> services;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  Viewers(Upstream upstream, ConsoleSettings settings) {
    this.upstream = upstream;
    this.services = settings.services().keySet().stream().sorted().toList();
  }

  /** Somebody with a good token, whether or not he may look. */
  record Viewer(String subject, List<String> roles) {

    boolean seesEverything() {
      return roles.stream().anyMatch(SEE_EVERYTHING::contains);
    }
  }

  private record Known(Viewer viewer, long askedAt) {}

  /** Nobody could be asked. */
  static final class NobodyAnswersException extends Exception {
    private static final long serialVersionUID = 1L;

    NobodyAnswersException() {
      super("No service answers that could say whether the token is good");
    }
  }

  /**
   * Whose token it is; empty when it is no good one. Blocks.
   *
   * @throws NobodyAnswersException while no service says so or so
   */
  Optional<Viewer> viewer(String token) throws NobodyAnswersException, InterruptedException {
    if (!TOKEN.matcher(token).matches()) {
      return Optional.empty();
    }
    String hash = hash(token);
    Optional<Viewer> remembered = remembered(hash);
    if (remembered.isPresent()) {
      return remembered;
    }
    for (String service : services) {
      Answer answer = upstream.get(service, "/v1/identity", Optional.of(token));
      if (answer.status() == OK) {
        return Optional.of(remember(hash, viewer(answer.json())));
      }
      if (answer.status() == 401) {
        return Optional.empty();
      }
    }
    throw new NobodyAnswersException();
  }

  private static Viewer viewer(JsonNode identity) {
    List<String> roles = new ArrayList<>();
    identity.path("roles").forEach(role -> roles.add(role.asText()));
    return new Viewer(identity.path("subject").asText(), List.copyOf(roles));
  }

  private synchronized Optional<Viewer> remembered(String hash) {
    return Optional.ofNullable(known.get(hash))
        .filter(it -> System.nanoTime() - it.askedAt() < REMEMBERED.toNanos())
        .map(Known::viewer);
  }

  private synchronized Viewer remember(String hash, Viewer viewer) {
    known.remove(hash);
    known.put(hash, new Known(viewer, System.nanoTime()));
    return viewer;
  }

  private static String hash(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
