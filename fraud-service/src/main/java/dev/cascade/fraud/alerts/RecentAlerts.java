package dev.cascade.fraud.alerts;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.domain.FraudAlert;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The latest alerts of all customers, as many as fit. */
@Singleton
public class RecentAlerts {

  private final int most;
  private final Deque<FraudAlert> alerts = new ArrayDeque<>();

  RecentAlerts(FraudSettings settings) {
    this.most = settings.recentAlerts();
  }

  synchronized void add(FraudAlert alert) {
    if (alerts.size() == most) {
      alerts.removeFirst();
    }
    alerts.addLast(alert);
  }

  synchronized void clear() {
    alerts.clear();
  }

  /** The latest first; of one customer, or of all. */
  public synchronized List<FraudAlert> latest(Optional<String> customerId, int limit) {
    Iterable<FraudAlert> latestFirst = alerts::descendingIterator;
    Stream<FraudAlert> all = StreamSupport.stream(latestFirst.spliterator(), false);
    return all.filter(alert -> customerId.map(alert.customerId()::equals).orElse(true))
        .limit(limit)
        .toList();
  }
}
