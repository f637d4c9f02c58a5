// A worker's timers keep time in a hidden tab, where the page's own are slowed to one a minute. It gets a period in ms and posts at every beat.
let timer;
self.onmessage = ({ data }) => {
  clearInterval(timer);
  timer = setInterval(() => self.postMessage(0), data);
};
