/** The ecosystem that is made for a run: its processes, its small disks, its network. */
@NullMarked
package dev.cascade.chaos.stage;

import org.jspecify.annotations.NullMarked;
