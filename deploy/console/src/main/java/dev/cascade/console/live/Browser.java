package dev.cascade.console.live;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * One open stream to a browser. It buffers no more than its connection does: a browser that is slow
 * hears nothing for a while, and then the present state instead of all that it missed.
 */
final class Browser {

  private static final int MOST_BUFFERED_BYTES = 512 * 1024;

  private final Context thread;
  private final HttpServerResponse response;
  private final Supplier<String> snapshot;

  // Only touched on the connection's own thread.
  private boolean behind;

  Browser(Context thread, HttpServerResponse response, Supplier<String> snapshot) {
    this.thread = thread;
    this.response = response;
    this.snapshot = snapshot;
    response.setWriteQueueMaxSize(MOST_BUFFERED_BYTES);
    response.drainHandler(_ -> catchUp());
  }

  /** Begins with what the browser has missed. */
  void open(List<String> missed) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.write("retry: 1000\n\n");
    missed.forEach(response::write);
  }

  /** Tells one event. */
  void tell(String wire) {
    thread.runOnContext(_ -> {
      if (response.ended() || response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        behind = true;
      } else if (!behind) {
        response.write(wire);
      } else {
        catchUp();
      }
    });
  }

  /** Calls when all that was told before is written or left out. */
  void afterAllTold(Runnable then) {
    thread.runOnContext(_ -> then.run());
  }

  private void catchUp() {
    if (behind && !response.closed()) {
      behind = false;
      response.write(snapshot.get());
    }
  }
}
