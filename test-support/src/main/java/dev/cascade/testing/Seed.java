package dev.cascade.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One seed, and the values drawn from it: the same draws in the same order give the same values.
 */
public final class Seed {

  /** Strings that break careless code. */
  private static final List<String> AWKWARD_TEXTS =
      List.of(
          "",
          " ",
          "O'Brien; DROP TABLE orders",
          "Zoë Łukasiewicz",
          "山田太郎",
          "مرحبا",
          "🛒🩲",
          "tab\tand\nnewline",
          "<b>&amp;",
          "x".repeat(300));

  private final long value;
  private final Random random;

  /** A source of draws; the generator spreads neighbouring seeds apart. */
  public Seed(long value) {
    this.value = value;
    this.random = new Random(value * 0x9E3779B97F4A7C15L);
  }

  /** The number to give to {@code -Dseed=}. */
  public long value() {
    return value;
  }

  /** The generator behind the draws, for shapes that are not here. */
  public Random random() {
    return random;
  }

  /** From {@code low} to {@code high}, both included. */
  public int intBetween(int low, int high) {
    return random.nextInt(low, Math.addExact(high, 1));
  }

  /** From {@code low} to {@code high}, both included. */
  public long longBetween(long low, long high) {
    return random.nextLong(low, Math.addExact(high, 1L));
  }

  /** True with that probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of the options, each as likely. */
  public <T> T oneOf(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  /** One of the options, each as likely. */
  @SafeVarargs
  public final <T> T oneOf(T... options) {
    return oneOf(List.of(options));
  }

  /** One constant of the enum. */
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  /** That many elements. */
  public <T> List<T> listOf(int size, Supplier<T> element) {
    return Stream.generate(element).limit(size).toList();
  }

  /** The same elements in another order. */
  public <T> List<T> shuffled(List<T> elements) {
    List<T> copy = new ArrayList<>(elements);
    Collections.shuffle(copy, random);
    return List.copyOf(copy);
  }

  /** The elements, some of them twice, as an at-least-once sender would deliver them. */
  public <T> List<T> withRepeats(List<T> elements, double probability) {
    return elements.stream()
        .flatMap(element -> chance(probability) ? Stream.of(element, element) : Stream.of(element))
        .toList();
  }

  /** One of a few ids, {@code prefix-1} to {@code prefix-n}: few, so that they collide. */
  public String id(String prefix, int many) {
    return prefix + "-" + intBetween(1, many);
  }

  /** Text for people, often awkward: empty, long, quoted, from any script. */
  public String text() {
    return chance(0.5) ? oneOf(AWKWARD_TEXTS) : "text-" + random.nextInt(1000);
  }

  @Override
  public String toString() {
    return "seed " + value;
  }
}
