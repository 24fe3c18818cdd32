package dev.cascade.connect.report;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is committed to its partitions. Offsets are committed after the rows, so what a crash
 * leaves between the two is delivered again, and changes nothing.
 */
public final class ReportTask extends SinkTask {

  private static final long PAUSE_MILLIS = 1_000;

  private @Nullable ReportWriter<?> writer;

  @Override
  public void start(Map<String, String> given) {
    ReportSettings settings = new ReportSettings(given);
    writer = new ReportWriter<>(settings.database(), settings.table(), this::refuse);
  }

  /**
   * Writes a batch.
   *
   * @throws RetriableException when the database is away: the same batch comes again
   */
  @Override
  public void put(Collection<SinkRecord> records) {
    if (writer == null || records.isEmpty()) {
      return;
    }
    try {
      writer.write(records);
    } catch (RetriableException e) {
      context.timeout(PAUSE_MILLIS);
      throw e;
    }
  }

  private void refuse(SinkRecord record, Exception why) {
    ErrantRecordReporter deadLetters = context.errantRecordReporter();
    if (deadLetters == null) {
      throw new ConnectException(
          "Record %d of %s-%d cannot be in the report, and there is no topic of dead letters"
              .formatted(record.kafkaOffset(), record.topic(), record.kafkaPartition()),
          why);
    }
    var unused = deadLetters.report(record, why);
  }

  @Override
  public void stop() {
    if (writer != null) {
      writer.close();
    }
  }

  @Override
  public String version() {
    return ReportSink.VERSION;
  }
}
