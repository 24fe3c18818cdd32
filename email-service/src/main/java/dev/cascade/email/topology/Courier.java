package dev.cascade.email.topology;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.Letter;
import java.util.function.Consumer;

/** Hands letters to the mail server, aside of the stream thread and few at a time. */
public interface Courier {

  /**
   * Takes the letter if there is room, and tells the answer later, from any thread, exactly once.
   *
   * @param retry whether it failed before; retries leave room for first attempts
   * @return false when there is no room now
   */
  boolean tryDispatch(Letter letter, boolean retry, Consumer<DeliveryAnswer> answered);
}
