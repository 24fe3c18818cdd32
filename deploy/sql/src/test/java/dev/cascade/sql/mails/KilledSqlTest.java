package dev.cascade.sql.mails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script's process is killed while it writes, and started again. */
class KilledSqlTest {

  private static final int KILLS = 1;
  private static final int BATCH = 400;

  private final TestPlatform platform = TestPlatform.shared();
  private final String run = platform.freshId();
  private final String topic = "mails-of-killed-sql";

  @TempDir private Path folder;

  @Test
  void eachMailIsAskedForOnceHoweverOftenItIsKilled() {
    platform.createTopic(topic, 2);
    List<String> written = new ArrayList<>();
    try (Shop shop = new Shop(platform);
        TopicReader<EmailRequested> mails = platform.reader(topic, EmailRequested.class)) {
      shop.customer(customer(), CustomerLevel.PLATINUM, now());
      for (int kill = 0; kill < KILLS; kill++) {
        SqlProcess sql = sql();
        order(shop, written);
        // Some are committed; of the next some are in an open transaction when it is killed.
        mails.awaitRecords(2 * kill * BATCH + 1, this::isOurs);
        order(shop, written);
        mails.awaitRecords((2 * kill + 1) * BATCH, this::isOurs);
        sql.kill();
      }
      try (SqlProcess sql = sql()) {
        order(shop, written);
        List<ReceivedRecord<EmailRequested>> asked =
            mails.awaitRecords(written.size(), this::isOurs);
        assertThat(asked)
            .as(sql::output)
            .extracting(ReceivedRecord::key)
            .containsExactlyInAnyOrderElementsOf(written);
        assertThat(sql.output()).contains("Goes on where it was");
      }
      assertThat(mails.readToEnd().stream().filter(this::isOurs))
          .extracting(ReceivedRecord::key)
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  private SqlProcess sql() {
    return SqlProcess.ofMails(
        platform, folder, "--set", "mails=" + topic, "--set", "transactions=" + topic);
  }

  private void order(Shop shop, List<String> written) {
    for (int i = 0; i < BATCH; i++) {
      String id = "killed-" + run + "-" + written.size();
      shop.paid(id, now());
      shop.confirmed(id, customer(), now());
      written.add(id);
    }
    shop.happen();
  }

  private String customer() {
    return "k-" + run;
  }

  private boolean isOurs(ReceivedRecord<EmailRequested> record) {
    return String.valueOf(record.key()).startsWith("killed-" + run);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
