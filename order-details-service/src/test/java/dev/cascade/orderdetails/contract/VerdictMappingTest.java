package dev.cascade.orderdetails.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orderdetails.domain.Violation;
import dev.cascade.orderdetails.domain.Violation.Code;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictMappingTest {

  @Test
  void aVerdictFitsARecordWhateverTheOrderSays() {
    Violation wordy = new Violation(Code.MIXED_CURRENCIES, "€".repeat(60_000));

    OrderValidation verdict =
        VerdictMapping.verdict("o", Collections.nCopies(150, wordy), Instant.EPOCH);

    List<Reason> reasons = verdict.getReasons();
    assertThat(reasons).hasSize(101);
    assertThat(reasons.subList(0, 100)).allMatch(it -> it.getDetail().equals("€".repeat(500)));
    assertThat(reasons.getLast().getDetail()).isEqualTo("And 50 more violations.");
  }
}
