exports.list = (req, res) => {
  res.status(200).json(req.query); // in handler request
};

exports.format = (orders) => orders.map((order) => {
  return order.id.trim(); // in loop
});
