package dev.cascade.local.platform;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A registry that others run.
 *
 * @param url its base URL
 * @param credentialsFile who may write there, see {@link #credentials}; read anew each time
 */
public record ForeignRegistry(String url, Optional<Path> credentialsFile) implements Registry {

  private static final int HIGHEST_PORT = 65_535;
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

  @Override
  public SchemaInstaller installer() {
    return new SchemaInstaller(url, credentialsFile.map(ForeignRegistry::credentials));
  }

  /**
   * What a file of one line holds: name and password with a colon between.
   *
   * @throws ServerFailedException when it cannot be read, or holds something else
   */
  public static String credentials(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.indexOf(':') > 0 && text.lines().count() == 1) {
        return text;
      }
    } catch (IOException e) {
      throw new ServerFailedException(file + " cannot be read", e);
    }
    throw new ServerFailedException(file + " must hold one line, NAME:PASSWORD");
  }

  @Override
  public boolean isReady() {
    return HttpProbe.succeeds(subjects());
  }

  @Override
  public List<PlatformServer> servers() {
    return List.of();
  }

  /**
   * The base URL that somebody gave.
   *
   * @throws IllegalArgumentException when it is none, saying what it must be
   */
  public static URI baseUrl(String given) {
    try {
      URI uri = new URI(given.replaceAll("/+$", ""));
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean isBare =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      if (isHttp && isBare && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL: " + given, e);
    }
    throw new IllegalArgumentException("must be http://HOST:PORT or https://..., not " + given);
  }

  /**
   * Waits for its answer.
   *
   * @throws ServerFailedException when there is none in time, or one of another kind
   */
  public void awaitReady(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new ServerFailedException(
            subjects()
                + HttpProbe.body(subjects())
                    .map(_ ->
                        " answers, but not with 200 to whoever asks: it must be Apicurio's"
                            + " Confluent-compatible API, which everybody may read")
                    .orElse(" does not answer within " + patience));
      }
      LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
    }
  }

  private URI subjects() {
    return URI.create(url + "/apis/ccompat/v7/subjects");
  }
}
