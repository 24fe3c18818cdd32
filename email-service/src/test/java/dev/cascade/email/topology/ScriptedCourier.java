package dev.cascade.email.topology;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.Letter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** Answers when it is told to; by default with acceptance. */
final class ScriptedCourier implements Courier {

  /** Letters that await their answer. */
  private final List<Dispatched> open = new ArrayList<>();

  /** Order ids of all letters taken. */
  final List<String> taken = new ArrayList<>();

  private final Map<String, Queue<DeliveryAnswer>> script = new HashMap<>();
  int room = Integer.MAX_VALUE;

  private record Dispatched(Letter letter, Consumer<DeliveryAnswer> answered) {}

  @Override
  public boolean tryDispatch(Letter letter, boolean retry, Consumer<DeliveryAnswer> answered) {
    if (open.size() >= room) {
      return false;
    }
    taken.add(letter.request().orderId());
    open.add(new Dispatched(letter, answered));
    return true;
  }

  void willAnswer(String orderId, DeliveryAnswer... answers) {
    script.computeIfAbsent(orderId, id -> new ArrayDeque<>()).addAll(List.of(answers));
  }

  void answerAll() {
    List<Dispatched> answering = List.copyOf(open);
    open.clear();
    for (Dispatched dispatched : answering) {
      Queue<DeliveryAnswer> answers =
          script.getOrDefault(dispatched.letter().request().orderId(), new ArrayDeque<>());
      dispatched.answered().accept(answers.isEmpty() ? new Accepted() : answers.poll());
    }
  }
}
