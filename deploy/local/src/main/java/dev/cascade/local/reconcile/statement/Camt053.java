package dev.cascade.local.reconcile.statement;

import dev.cascade.local.reconcile.books.Amount;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * ISO 20022 "Bank to Customer Statement" (camt.053.001), any version, of which is read: account
 * ({@code Acct/Id}), period ({@code FrToDt}), opening and closing booked balance ({@code OPBD},
 * {@code PRCD}, {@code CLBD}) and the booked entries ({@code Ntry}), an entry of several
 * transactions as one line each. The reference is {@code EndToEndId}, or what else identifies the
 * transaction or the entry.
 */
final class Camt053 {

  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
  private static final String NOT_PROVIDED = "NOTPROVIDED";
  private static final String BOOKED = "BOOK";
  private static final List<String> REFERENCES =
      List.of("EndToEndId", "InstrId", "TxId", "AcctSvcrRef");

  private static final Pattern WITH_OFFSET = Pattern.compile("(Z|[+-][0-9]{2}:[0-9]{2})$");

  private final List<String> faults = new ArrayList<>();

  private Camt053() {}

  /**
   * Every statement of the document.
   *
   * @param name the file's, for errors
   * @throws UnreadableStatementException when it is no such document, with every fault
   */
  static List<Statement> read(String name, InputStream xml) {
    Camt053 read = new Camt053();
    List<Statement> statements = List.of();
    try {
      statements = read.all(builder().parse(xml).getDocumentElement());
    } catch (SAXException | IOException e) {
      read.faults.add("it is no XML: " + e.getMessage());
    }
    if (!read.faults.isEmpty()) {
      throw new UnreadableStatementException(name, read.faults);
    }
    return statements;
  }

  /** Without document types, and so without entities and what they would fetch. */
  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK's parser does not know its own features", e);
    }
  }

  private List<Statement> all(Element document) {
    String namespace = String.valueOf(document.getNamespaceURI());
    if (!namespace.startsWith(NAMESPACE)) {
      faults.add("its root is of '%s', not of a version of camt.053".formatted(namespace));
      return List.of();
    }
    List<Element> statements =
        children(document, "BkToCstmrStmt").flatMap(it -> children(it, "Stmt")).toList();
    if (statements.isEmpty()) {
      faults.add("it has no BkToCstmrStmt/Stmt");
    }
    List<Statement> read = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      statement(statements.get(i), "Stmt " + (i + 1)).ifPresent(read::add);
    }
    return read;
  }

  private Optional<Statement> statement(Element stmt, String place) {
    List<StatementLine> lines = new ArrayList<>();
    List<Element> entries = children(stmt, "Ntry").toList();
    int pending = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (status(entries.get(i)).equals(BOOKED)) {
        entry(entries.get(i), "%s Ntry %d".formatted(place, i + 1), lines);
      } else {
        pending++;
      }
    }
    Optional<LocalDate> from =
        day(stmt, "FrToDt/FrDtTm")
            .or(() -> balanceDay(stmt, "OPBD"))
            .or(() -> Statement.firstDay(lines));
    Optional<LocalDate> to =
        day(stmt, "FrToDt/ToDtTm")
            .or(() -> balanceDay(stmt, "CLBD"))
            .or(() -> Statement.lastDay(lines));
    if (from.isEmpty() || to.isEmpty()) {
      faults.add(place + " says of no day: it has no FrToDt, no balance with a day and no entry");
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            text(stmt, "Acct/Id/Othr/Id").or(() -> text(stmt, "Acct/Id/IBAN")),
            from.get(),
            to.get(),
            balance(stmt, "OPBD", place).or(() -> balance(stmt, "PRCD", place)),
            balance(stmt, "CLBD", place),
            lines,
            pending));
  }

  /** An element with a code since version 8, the code itself before it. */
  private static String status(Element entry) {
    return text(entry, "Sts/Cd").or(() -> text(entry, "Sts")).orElse(BOOKED);
  }

  private void entry(Element entry, String place, List<StatementLine> lines) {
    Optional<LocalDate> booked = day(entry, "BookgDt/Dt").or(() -> day(entry, "BookgDt/DtTm"));
    Optional<Amount> whole = amount(entry, entry, place);
    if (booked.isEmpty()) {
      faults.add(place + " has no BookgDt");
    }
    if (booked.isEmpty() || whole.isEmpty()) {
      return;
    }
    List<Element> parts =
        children(entry, "NtryDtls").flatMap(details -> children(details, "TxDtls")).toList();
    if (parts.size() <= 1) {
      Optional<String> reference =
          parts.stream().flatMap(part -> reference(part).stream()).findFirst();
      line(place, reference.or(() -> ownReference(entry)), whole.get(), booked.get(), lines);
      return;
    }
    Amount sum = new Amount(BigDecimal.ZERO, whole.get().currency());
    for (int i = 0; i < parts.size(); i++) {
      String partPlace = "%s TxDtls %d".formatted(place, i + 1);
      Optional<Amount> amount = amount(parts.get(i), entry, partPlace);
      if (amount.isPresent()) {
        sum = sum.plus(amount.get());
        line(partPlace, reference(parts.get(i)), amount.get(), booked.get(), lines);
      }
    }
    if (!sum.equals(whole.get())) {
      faults.add("%s is %s, its transactions make %s".formatted(place, whole.get(), sum));
    }
  }

  private void line(
      String place,
      Optional<String> reference,
      Amount amount,
      LocalDate booked,
      List<StatementLine> lines) {
    reference.ifPresentOrElse(
        it -> lines.add(new StatementLine(place, it, amount, booked)),
        () -> faults.add(place + " has no EndToEndId and nothing else that identifies it"));
  }

  private static Optional<String> reference(Element part) {
    return REFERENCES.stream()
        .flatMap(name -> text(part, "Refs/" + name).stream())
        .filter(text -> !text.equals(NOT_PROVIDED))
        .findFirst();
  }

  private static Optional<String> ownReference(Element entry) {
    return text(entry, "NtryRef").or(() -> text(entry, "AcctSvcrRef"));
  }

  /** The amount of an element, signed by its own indicator or by that of what it is part of. */
  private Optional<Amount> amount(Element element, Element whole, String place) {
    Optional<Element> amount = find(element, "Amt").or(() -> find(element, "AmtDtls/TxAmt/Amt"));
    Optional<String> direction = text(element, "CdtDbtInd").or(() -> text(whole, "CdtDbtInd"));
    if (amount.isEmpty() || direction.isEmpty()) {
      faults.add(place + " has no Amt, or no CdtDbtInd");
      return Optional.empty();
    }
    try {
      Amount value =
          Amount.of(amount.get().getTextContent().strip(), amount.get().getAttribute("Ccy"));
      return Optional.of(direction.get().equals("DBIT") ? value.negated() : value);
    } catch (NumberFormatException e) {
      faults.add("%s: '%s' is no amount".formatted(place, amount.get().getTextContent()));
      return Optional.empty();
    }
  }

  private static Optional<Element> balanceElement(Element stmt, String code) {
    return children(stmt, "Bal")
        .filter(balance -> text(balance, "Tp/CdOrPrtry/Cd").filter(code::equals).isPresent())
        .findFirst();
  }

  private Optional<Amount> balance(Element stmt, String code, String place) {
    return balanceElement(stmt, code)
        .flatMap(balance -> amount(balance, balance, place + " Bal " + code));
  }

  private Optional<LocalDate> balanceDay(Element stmt, String code) {
    return balanceElement(stmt, code)
        .flatMap(balance -> day(balance, "Dt/Dt").or(() -> day(balance, "Dt/DtTm")));
  }

  private Optional<LocalDate> day(Element element, String path) {
    return text(element, path)
        .flatMap(text -> {
          try {
            return Optional.of(text.contains("T") ? dayOfMoment(text) : LocalDate.parse(text));
          } catch (DateTimeException e) {
            faults.add("%s is '%s', no day".formatted(path, text));
            return Optional.empty();
          }
        });
  }

  /** ISO 20022 leaves the offset open where sender and receiver agree: it is UTC here then. */
  private static LocalDate dayOfMoment(String text) {
    return WITH_OFFSET.matcher(text).find()
        ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
        : LocalDateTime.parse(text).toLocalDate();
  }

  private static Optional<String> text(Element element, String path) {
    return find(element, path)
        .filter(found -> children(found, null).findAny().isEmpty())
        .map(found -> found.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<Element> find(Element element, String path) {
    Optional<Element> found = Optional.of(element);
    for (String name : path.split("/", -1)) {
      found = found.flatMap(it -> children(it, name).findFirst());
    }
    return found;
  }

  /** Child elements of that name, or all. */
  private static Stream<Element> children(Element element, @Nullable String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name == null || name.equals(child.getLocalName()))) {
        children.add(child);
      }
    }
    return children.stream();
  }
}
