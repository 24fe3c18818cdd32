package dev.cascade.bench.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountPickTest {

  private static final int ACCOUNTS = 50;
  private static final int PAYMENTS = 20_000;

  static AccountPick[] all() {
    return new AccountPick[] {
      new AccountPick.Uniform(ACCOUNTS),
      new AccountPick.Hot(ACCOUNTS),
      new AccountPick.Zipf(ACCOUNTS)
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobodyPaysHimself(AccountPick pick) {
    assertThat(LongStream.range(0, PAYMENTS))
        .allSatisfy(index -> {
          assertThat(pick.debtor(index)).isBetween(0, ACCOUNTS - 1);
          assertThat(pick.creditor(index))
              .isBetween(0, ACCOUNTS - 1)
              .isNotEqualTo(pick.debtor(index));
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFirstAccountsShareIsAsTheDistributionSays(AccountPick pick) {
    long first = LongStream.range(0, PAYMENTS).filter(index -> pick.creditor(index) == 0).count();

    double share = first / (double) PAYMENTS;
    switch (pick) {
      case AccountPick.Uniform _ -> assertThat(share).isBetween(0.015, 0.025);
      case AccountPick.Hot _ -> assertThat(share).isEqualTo(1);
      // 1 / H(50) = 0.22; a draw that equals the debtor moves on.
      case AccountPick.Zipf _ -> assertThat(share).isBetween(0.13, 0.25);
    }
  }
}
