package dev.cascade.chaos.users;

import dev.cascade.chaos.stage.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls of users, each counted. */
final class Calls {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final Tally tally;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  Calls(Stage stage, Tally tally) {
    this.stage = stage;
    this.tally = tally;
  }

  Answer post(String service, String operation, String path, String json) {
    return call(service, operation, path, json);
  }

  Answer get(String service, String operation, String path) {
    return call(service, operation, path, null);
  }

  private Answer call(String service, String operation, String path, @Nullable String json) {
    long start = System.nanoTime();
    Answer answer = send(URI.create(stage.url(service) + path), json);
    tally.count(service, operation, answer, start, System.nanoTime());
    if (answer.isOwnFault()) {
      tally.surprise(operation + " " + path + ": " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  private Answer send(URI uri, @Nullable String json) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (json != null) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Cascade-Position").orElse(""));
    } catch (HttpTimeoutException e) {
      return new Answer(Answer.NO_ANSWER, "", "");
    } catch (ConnectException e) {
      return new Answer(Answer.NO_CONNECTION, "", "");
    } catch (IOException e) {
      // It was killed while it answered.
      return new Answer(Answer.BROKEN_OFF, "", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(Answer.NO_ANSWER, "", "");
    }
  }
}
