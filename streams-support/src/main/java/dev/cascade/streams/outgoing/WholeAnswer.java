package dev.cascade.streams.outgoing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer of a server, headers and body, within a time: a request's own timeout ends with the
 * headers, and a server that stalls after them would be waited for for ever.
 *
 * <p>Asked on a virtual thread, which is interrupted when the time is over: the client ends the
 * connection then. The client's own asynchronous call completes on the common pool, which has one
 * thread on two processors, and whoever holds that would hold every answer.
 */
public final class WholeAnswer {

  private WholeAnswer() {}

  /**
   * Asks, and waits.
   *
   * @param body should be limited
   * @throws HttpTimeoutException when not all of it came in that time
   * @throws IOException when there is no answer
   */
  public static <T> HttpResponse<T> of(
      HttpClient client, HttpRequest request, BodyHandler<T> body, Duration within)
      throws IOException, InterruptedException {
    FutureTask<HttpResponse<T>> call = new FutureTask<>(() -> client.send(request, body));
    Thread.ofVirtual().start(call);
    try {
      return call.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException("No answer: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("No whole answer within " + within);
    } finally {
      call.cancel(true);
    }
  }
}
