package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.BALANCES_SUM_TO_ZERO;
import static dev.cascade.auditor.invariants.Guarantee.ENTRIES_FOLLOW;
import static dev.cascade.auditor.invariants.Guarantee.OVERDRAFT_KEPT;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.catalogue.Topics;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Balances sum to zero, each follows from the one before, and none is overdrawn past its limit.
 *
 * <p>An entry is followed on its partition by its counter-entry; a cut between the two is never
 * committed. So a sum that is not zero after both, or when all is read that was written, is a
 * breach by the entry that began it. The topic is compacted: while the auditor catches up, an
 * account's version with a gap before it takes back what was suspected until then.
 */
public final class AccountBooks implements Rule {

  private record Account(long balance, long version) {}

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, Account> accounts;
  private final Map<Integer, Books> partitions = new ConcurrentHashMap<>();
  private boolean sawCompaction;

  /** Watches, and remembers so many accounts. */
  public AccountBooks(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.accounts = new Recent<>(most, _ -> findings.forgot(ENTRIES_FOLLOW));
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ACCOUNT_BALANCES, AccountBalance.class)
        .ifPresent(account -> read(fact, account));
  }

  private void read(Fact fact, AccountBalance account) {
    Books books = books(fact.place().partition());
    judgeOverdraft(fact, account);
    long change = changeOf(fact, account, books);
    String currency = account.getBalance().getCurrency();
    books.add(currency, change, isTransit(account));
    if (account.getEntry() != null) {
      judgeSum(fact, account, books, currency);
    }
  }

  /** Whether an account stands for money on its way between two others. */
  static boolean isTransit(AccountBalance account) {
    return account.getAccountId().startsWith("transit-");
  }

  private Books books(int partition) {
    Books books = partitions.computeIfAbsent(partition, _ -> new Books());
    follow(partition, books);
    return books;
  }

  private void follow(int partition, Books books) {
    boolean live = reading.isLive(Topics.ACCOUNT_BALANCES, partition);
    if (live && !books.isLive()) {
      Books.Gap suspect = books.takeSuspect();
      if (suspect != null) {
        report(suspect);
      }
    }
    books.live(live);
  }

  private void judgeOverdraft(Fact fact, AccountBalance account) {
    if (account.getEntry() == null || account.getEntry().getAmountMinorUnits() >= 0) {
      return;
    }
    BigInteger available =
        BigInteger.valueOf(account.getBalance().getMinorUnits())
            .subtract(BigInteger.valueOf(account.getHeldMinorUnits()))
            .add(BigInteger.valueOf(account.getOverdraftLimitMinorUnits()));
    findings.judge(
        OVERDRAFT_KEPT,
        available.signum() >= 0,
        fact.place(),
        account.getAccountId(),
        () ->
            "The balance is %d with %d held, the overdraft limit %d"
                .formatted(
                    account.getBalance().getMinorUnits(),
                    account.getHeldMinorUnits(),
                    account.getOverdraftLimitMinorUnits()));
  }

  /** What the record adds to the sum of its partition; on the way, whether it follows. */
  private long changeOf(Fact fact, AccountBalance now, Books books) {
    long balance = now.getBalance().getMinorUnits();
    long entry = now.getEntry() == null ? 0 : now.getEntry().getAmountMinorUnits();
    Account before = accounts.get(now.getAccountId());
    accounts.put(now.getAccountId(), new Account(balance, now.getVersion()), fact.at());
    if (before == null && now.getVersion() > 1) {
      return changeOfUnknown(balance, entry, books);
    }
    Account last = before == null ? new Account(0, 0) : before;
    boolean follows = now.getVersion() == last.version() + 1;
    if (!follows && now.getVersion() > last.version() && !books.isLive()) {
      compacted(books);
    } else {
      findings.judge(
          ENTRIES_FOLLOW,
          follows && balance == last.balance() + entry,
          fact.place(),
          now.getAccountId(),
          () ->
              "Version %d with an entry of %d leads to %d, after version %d with %d"
                  .formatted(now.getVersion(), entry, balance, last.version(), last.balance()));
    }
    return balance - last.balance();
  }

  /** Of an account that was forgotten, or whose beginning was compacted away. */
  private long changeOfUnknown(long balance, long entry, Books books) {
    if (!accounts.remembersAll()) {
      return entry;
    }
    if (!books.isLive()) {
      compacted(books);
    }
    return balance;
  }

  private void compacted(Books books) {
    sawCompaction = true;
    books.explained();
  }

  private void judgeSum(Fact fact, AccountBalance account, Books books, String currency) {
    Books.Gap open = books.open();
    if (books.isBalanced(currency)) {
      findings.judged(BALANCES_SUM_TO_ZERO);
      books.close();
    } else if (open == null && !isTransit(account)) {
      books.open(fact.place(), account.getAccountId(), currency);
    } else {
      tell(
          open == null
              ? new Books.Gap(fact.place(), account.getAccountId(), currency, books.sum(currency))
              : open,
          books);
    }
  }

  private void tell(Books.Gap gap, Books books) {
    findings.judged(BALANCES_SUM_TO_ZERO);
    if (books.isLive()) {
      report(gap);
    } else if (accounts.remembersAll()) {
      books.suspect(gap);
    }
    books.acceptSum(gap.currency());
  }

  private void report(Books.Gap gap) {
    findings.broken(
        BALANCES_SUM_TO_ZERO,
        gap.place(),
        gap.account(),
        "The balances in %s of the partition sum to %d".formatted(gap.currency(), gap.sum()));
  }

  /** An entry without its counter-entry, when all is read that was committed with it. */
  @Override
  public void check() {
    partitions.forEach((partition, books) -> {
      follow(partition, books);
      Books.Gap open = books.open();
      if (open == null) {
        books.publish();
        return;
      }
      if (books.ticket() < 0) {
        books.ticket(reading.ticket(Topics.ACCOUNT_BALANCES));
      } else if (reading.isPassed(Topics.ACCOUNT_BALANCES, books.ticket())) {
        tell(open, books);
      }
    });
  }

  @Override
  public int waiting() {
    return 0;
  }

  /** Whether records were compacted away before they were read, so that entries are unknown. */
  public boolean sawCompaction() {
    return sawCompaction;
  }

  /** Sum of all balances by currency, at the last committed cut of each partition. Thread-safe. */
  public Map<String, Long> sums() {
    return total(false);
  }

  /** What transit accounts hold by currency: money on its way. Thread-safe. */
  public Map<String, Long> inTransit() {
    return total(true);
  }

  private Map<String, Long> total(boolean transit) {
    Map<String, Long> total = new TreeMap<>();
    for (Books books : partitions.values()) {
      Map<String, Long> sums = transit ? books.publishedTransit() : books.publishedSums();
      sums.forEach((currency, sum) -> total.merge(currency, sum, Long::sum));
    }
    return total;
  }
}
