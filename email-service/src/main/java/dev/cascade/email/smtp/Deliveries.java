package dev.cascade.email.smtp;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The mails that this process has under way, and those that were accepted of it last. The
 * application may begin anew in the same process, with a state from before it gave a mail away;
 * then it gives it away again, and no server should hear of that.
 */
final class Deliveries {

  private final int remembered;
  private final Map<String, List<Consumer<DeliveryAnswer>>> underWay = new HashMap<>();
  private final LinkedHashSet<String> accepted = new LinkedHashSet<>();

  /**
   * None yet.
   *
   * @param remembered so many accepted ones
   */
  Deliveries(int remembered) {
    this.remembered = remembered;
  }

  /** Whether the mail needs no sending: it is under way, or accepted, and the answer is told. */
  boolean include(String messageId, Consumer<DeliveryAnswer> answered) {
    synchronized (this) {
      List<Consumer<DeliveryAnswer>> waiting = underWay.get(messageId);
      if (waiting != null) {
        waiting.add(answered);
        return true;
      }
      if (!accepted.contains(messageId)) {
        return false;
      }
    }
    answered.accept(new Accepted());
    return true;
  }

  /** A mail is going to be sent. */
  synchronized void begin(String messageId, Consumer<DeliveryAnswer> answered) {
    underWay.computeIfAbsent(messageId, _ -> new ArrayList<>()).add(answered);
  }

  /** What came of it; all who gave it away are told. */
  void end(String messageId, DeliveryAnswer answer) {
    List<Consumer<DeliveryAnswer>> waiting;
    synchronized (this) {
      waiting = underWay.remove(messageId);
      if (answer instanceof Accepted) {
        accepted.add(messageId);
        if (accepted.size() > remembered) {
          accepted.removeFirst();
        }
      }
    }
    if (waiting != null) {
      waiting.forEach(each -> each.accept(answer));
    }
  }
}
