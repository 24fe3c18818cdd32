package dev.cascade.streams.identity;

import dev.cascade.streams.edge.QuarkusPages;
import dev.cascade.streams.edge.RateLimiter;
import dev.cascade.streams.identity.TokenVerifier.Finding;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemWriter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks each request who it is of, before anything of its body is read and before a resource is
 * looked for. Health, metrics and the description of the API are open. While identity is off, no
 * request passes here.
 */
@ApplicationScoped
class Doorkeeper {

  private static final Logger LOG = Logger.getLogger(Doorkeeper.class);

  /** After addresses and lengths are checked (200, 100), before all that works for somebody. */
  private static final int PRIORITY = 50;

  private static final String BEARER = "bearer ";

  private final IdentitySettings settings;
  private final ProblemWriter problems;
  private final RateLimiter rate;
  private volatile @Nullable Trust trust;

  /** The keys, and who looks at tokens with them. */
  private record Trust(TrustedKeys keys, TokenVerifier verifier, Duration refreshEvery) {}

  Doorkeeper(IdentitySettings settings, ProblemWriter problems, RateLimiter rate) {
    this.settings = settings;
    this.problems = problems;
    this.rate = rate;
  }

  void register(@Observes Filters filters) {
    if (settings.enabled()) {
      filters.register(this::ask, PRIORITY);
    }
  }

  /** After the settings were checked, so that the keys can be read. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start) {
    if (!settings.enabled()) {
      LOG.info(
          "HTTP IS OPEN: whoever reaches this port may read and change everything."
              + " cascade.identity.enabled=true asks for tokens.");
      return;
    }
    KeySource source = KeySource.of(settings);
    try {
      TrustedKeys keys = new TrustedKeys(source, System::nanoTime);
      trust = new Trust(keys, new TokenVerifier(keys, settings), settings.refreshEvery());
    } catch (BadKeySetException e) {
      throw new ConfigurationException("cascade.identity.key-set " + e.getMessage(), e);
    }
    LOG.infof(
        "HTTP asks for tokens of %s for %s, signed by a key of %s",
        settings.issuer().orElseThrow(), settings.audience(), source);
  }

  private void ask(RoutingContext request) {
    if (QuarkusPages.have(request)) {
      request.next();
      return;
    }
    Trust known = trust;
    if (known == null) {
      problems.end(request, Problem.unavailable("The service is starting"));
      return;
    }
    List<String> given = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (given.isEmpty()) {
      refuse(request, Challenge.noToken());
    } else if (given.size() > 1 || !given.getFirst().toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      refuse(request, Challenge.badToken("It must be one, as Authorization: Bearer TOKEN."));
    } else {
      ask(request, known, given.getFirst().substring(BEARER.length()).strip());
    }
  }

  private void ask(RoutingContext request, Trust known, String token) {
    if (known.keys().areOlderThan(known.refreshEvery())) {
      readKeysAndAnswer(request, known, token);
      return;
    }
    Finding finding = known.verifier().find(token);
    if (finding instanceof Finding.OfUnknownKey && known.keys().mayHaveChanged()) {
      readKeysAndAnswer(request, known, token);
    } else {
      answer(request, finding);
    }
  }

  /** Reading may take seconds, which the thread of all connections must not wait for. */
  private void readKeysAndAnswer(RoutingContext request, Trust known, String token) {
    Context connection = Vertx.currentContext();
    request.request().pause();
    Thread.ofVirtual()
        .name("identity-keys")
        .start(() -> {
          known.keys().refresh();
          Finding finding = known.verifier().find(token);
          connection.runOnContext(_ -> {
            request.request().resume();
            answer(request, finding);
          });
        });
  }

  private void answer(RoutingContext request, Finding finding) {
    switch (finding) {
      case Finding.Good good -> {
        CurrentCaller.set(request, good.caller());
        request.next();
      }
      case Finding.OfUnknownKey _ ->
          refuse(request, Challenge.badToken("It is not signed by a key that is trusted here."));
      case Finding.Bad bad -> refuse(request, Challenge.badToken(bad.why()));
    }
  }

  /** Whoever has no good token counts by his address, and is turned away when he asks too much. */
  private void refuse(RoutingContext request, Challenge challenge) {
    if (!rate.turnsAway(request)) {
      request.response().putHeader("WWW-Authenticate", challenge.header());
      problems.end(request, challenge.problem());
    }
  }
}
