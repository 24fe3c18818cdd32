package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.serde.StallingServer;
import dev.cascade.testing.identity.TokenMint;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {

  private static final Duration STALL = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();

  @Test
  @Timeout(60)
  void whoComesWhileAnotherReadsTheKeysGoesOnWithThePresentOnes() throws Exception {
    SSLContext tls = IssuerCertificate.freshIn(folder);
    String content = TokenMint.keySet("one", TokenMint.freshKey());
    try (StallingServer issuer = IssuerCertificate.stalling(tls, content, before -> before > 0)) {
      HttpClient http = HttpClient.newBuilder().sslContext(tls).build();
      String address = "https://localhost:" + issuer.port() + "/keys";
      TrustedKeys keys = new TrustedKeys(new KeySource(address, http, STALL), now::get);
      KeySet present = keys.current();
      now.addAndGet(TrustedKeys.PAUSE.toNanos());
      CompletableFuture<Void> another = CompletableFuture.runAsync(keys::refresh);
      await().until(() -> issuer.stalled() == 1);

      keys.refresh();

      assertThat(keys.mayHaveChanged()).as("before the other's reading ends").isTrue();
      assertThat(keys.current()).isSameAs(present);
      another.join();
      assertThat(keys.current()).as("after the stall").isSameAs(present);
      assertThat(keys.mayHaveChanged()).as("asked again at once").isFalse();
    }
  }

  /** As {@link System#nanoTime()}, whose numbers may be negative, and may start again. */
  @Test
  void theirAgeIsTheTimeThatPassedWhateverNumberTheClockShows() throws Exception {
    now.set(Long.MAX_VALUE - TrustedKeys.PAUSE.toNanos() / 2);
    Path file = folder.resolve("keys.json");
    Files.writeString(file, TokenMint.keySet("one", TokenMint.freshKey()));
    TrustedKeys keys = new TrustedKeys(KeySource.of(file.toString()), now::get);

    assertThat(keys.mayHaveChanged()).as("just read").isFalse();
    assertThat(keys.areOlderThan(TrustedKeys.PAUSE)).as("just read").isFalse();
    now.addAndGet(TrustedKeys.PAUSE.toNanos() - 1);
    assertThat(keys.mayHaveChanged()).as("a moment before the pause is over").isFalse();
    now.incrementAndGet();
    assertThat(keys.mayHaveChanged()).as("after the pause").isTrue();
    assertThat(keys.areOlderThan(TrustedKeys.PAUSE)).as("just that old").isFalse();
    now.incrementAndGet();
    assertThat(keys.areOlderThan(TrustedKeys.PAUSE)).as("older").isTrue();
  }
}
