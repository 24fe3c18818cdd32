package dev.cascade.local.run;

import dev.cascade.transactions.TransactionRepair;
import dev.cascade.transactions.TransactionRepair.Report;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/**
 * Ends what an earlier crash left hanging, before anybody reads: a broker that was started by a
 * Cascade that did not unregister it may have lost markers.
 */
final class HangingTransactionsAtStart {

  private final Map<String, Object> client;
  private final Progress progress;

  HangingTransactionsAtStart(Map<String, Object> client, Progress progress) {
    this.client = client;
    this.progress = progress;
  }

  /** Tells what it ended; a broker that does not answer yet is left to the services' watchdog. */
  void end() {
    try (TransactionRepair repair = new TransactionRepair(client, Duration.ZERO)) {
      tell(repair.repair(repair.allPartitions()));
    } catch (ExecutionException | KafkaException e) {
      progress.step("transactions", "could not be looked at: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Report report) {
    report.ended().forEach(ended -> progress.step("transactions", "ended one that hung: " + ended));
    report
        .left()
        .forEach((left, why) ->
            progress.step(
                "transactions", "one hangs, committed readers wait: " + left + " " + why));
  }
}
