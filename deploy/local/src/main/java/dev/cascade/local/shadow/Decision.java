package dev.cascade.local.shadow;

/**
 * One record of a compared topic.
 *
 * @param subject what it is about
 * @param fields what it says
 * @param isLate whether it may follow from what was read after the cut, so that the shadow need not
 *     have decided it
 */
record Decision(String subject, Fields fields, boolean isLate) {}
