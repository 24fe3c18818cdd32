package dev.cascade.chaos.run;

import java.time.Duration;

/**
 * When a run is over: when all of it is reached.
 *
 * @param time at least so long
 * @param kills at least so many processes killed
 * @param payments at least so many payments acknowledged
 */
public record Goal(Duration time, int kills, long payments) {

  boolean isReached(Duration ran, int killed, long paid) {
    return ran.compareTo(time) >= 0 && killed >= kills && paid >= payments;
  }
}
