package dev.cascade.streams.identity;

import dev.cascade.streams.outgoing.WholeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the key set lies: in a file, at an address, or where the issuer says. */
final class KeySource {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1_000_000;
  private static final BodyHandler<String> BOUNDED =
      BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES);

  private final String place;
  private final @Nullable IssuerDocument document;
  private final HttpClient http;
  private final Duration timeout;

  /**
   * A source that is not read yet.
   *
   * @param place the path of a file, or an https address
   * @param http reaches the issuer; follows no redirections
   * @param timeout how long the issuer's whole answer may take
   */
  KeySource(String place, HttpClient http, Duration timeout) {
    this(place, null, http, timeout);
  }

  /** The source that an OpenID provider names when it is asked; it is asked each time. */
  KeySource(IssuerDocument document, HttpClient http, Duration timeout) {
    this(document.address(), document, http, timeout);
  }

  private KeySource(
      String place, @Nullable IssuerDocument document, HttpClient http, Duration timeout) {
    this.place = place;
    this.document = document;
    this.http = http;
    this.timeout = timeout;
  }

  /** A source that believes the certificates which Java believes. */
  static KeySource of(String place) {
    return new KeySource(place, http(), TIMEOUT);
  }

  /**
   * What is configured: a place, or an issuer who tells it.
   *
   * @throws java.util.NoSuchElementException when neither is
   */
  static KeySource of(IdentitySettings settings) {
    return settings
        .keySet()
        .filter(it -> !it.isBlank())
        .map(KeySource::of)
        .orElseGet(() ->
            new KeySource(new IssuerDocument(settings.issuer().orElseThrow()), http(), TIMEOUT));
  }

  private static HttpClient http() {
    return HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  /**
   * What is there now; blocks, at most for some seconds.
   *
   * @throws BadKeySetException when it cannot be read or used
   */
  KeySet read() throws BadKeySetException {
    String lower = place.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://")) {
      String text = fetched(place);
      return KeySet.parse(document == null ? text : fetched(document.keySet(text)));
    }
    if (lower.contains("://")) {
      throw new BadKeySetException("must be the path of a file, or an address with https://");
    }
    return KeySet.parse(fromFile());
  }

  private String fromFile() throws BadKeySetException {
    try (InputStream content = Files.newInputStream(Path.of(place))) {
      return bounded(content);
    } catch (IOException | RuntimeException e) {
      throw new BadKeySetException(
          "must be a file that can be read (%s); make it, or correct the path".formatted(e), e);
    }
  }

  private String fetched(String address) throws BadKeySetException {
    try {
      HttpResponse<String> answer =
          WholeAnswer.of(
              http, HttpRequest.newBuilder(URI.create(address)).build(), BOUNDED, timeout);
      if (answer.statusCode() != 200) {
        throw new BadKeySetException(
            "must be where the issuer shows its keys; it answers " + answer.statusCode());
      }
      return answer.body();
    } catch (HttpTimeoutException e) {
      throw new BadKeySetException(
          "must be where the issuer shows its keys; it does not answer within " + timeout, e);
    } catch (IOException e) {
      throw new BadKeySetException(
          "must be where the issuer shows its keys in at most %d bytes; it does not answer so (%s)"
              .formatted(MOST_BYTES, e),
          e);
    } catch (IllegalArgumentException e) {
      throw new BadKeySetException(
          "must be where the issuer shows its keys; it is no address (%s)".formatted(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadKeySetException("was not read, since the service ends", e);
    }
  }

  private static String bounded(InputStream content) throws IOException, BadKeySetException {
    byte[] bytes = content.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadKeySetException("is over " + MOST_BYTES + " bytes, so it is no key set");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return place;
  }
}
